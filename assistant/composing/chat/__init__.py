"""The composer with a chat model: fluent sentences, each checked against what it cites before it is shown."""
