"""Signaalpartners and their overeenkomsten: who may deliver what to whom (R-PAR-1, R-PAR-2)."""
