//! The program as its users meet it: real processes, from a plain shell.
