"""What is wrong with a tutorial before it runs, each problem in a sentence."""
