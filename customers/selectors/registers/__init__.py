"""The registers: what each holds, a page at a time, and one entry of each."""
