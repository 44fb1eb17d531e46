"""What a question is about: which programmes, what is asked of them and for when, with what the turns before leave open."""
