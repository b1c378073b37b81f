"""Reports as files: for the browser, for paper, for a spreadsheet."""
