"""What an operator needs: backups, the log, the instance's lock, retention, figures."""
