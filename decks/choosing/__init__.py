"""Which wrong options a question gets: false, plausible, and telling nothing of the right one."""
