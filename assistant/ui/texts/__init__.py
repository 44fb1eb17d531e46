"""Every sentence and label of the page, in three languages."""
