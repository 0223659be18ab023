"""What a spreadsheet of real comments says: its rows, its columns, and what each cell means."""
