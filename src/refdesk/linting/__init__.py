"""What is odd about a library, why does it matter, and what can be put right without asking anybody?"""
