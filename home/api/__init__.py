"""The interface for programs: released records to read, page by page or one by one."""
