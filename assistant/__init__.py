"""A programme assistant: answers from an institution's own documents, every statement with the words it rests on."""
