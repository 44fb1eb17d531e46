"""What a question is about: which programmes, what is asked, for when, and what the turns before tell."""
