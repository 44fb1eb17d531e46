"""The chat page: the only code that knows Gradio."""
