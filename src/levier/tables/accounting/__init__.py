"""Accounting: the « fichier des écritures comptables » (FEC) read exactly, checked, and what it says of the company.

Amounts are whole numbers of ten-thousandths of a euro from the file to the last sum (see :mod:`.amounts`).
"""
