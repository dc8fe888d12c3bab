"""Mails: headers kept, the message apart from what it quotes, attachments handed on as files."""
