"""The app in a browser: the server, its sessions, and whose progress each of them is."""
