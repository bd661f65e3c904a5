"""What keeps progress whole: backups, restoring, looking it through, and saving what a damaged file still holds."""
