"""Documents drawn and read: reportlab and pypdf live here and nowhere else."""
