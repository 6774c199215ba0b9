//! What applicants do through the portal. Each is a few events of the registry's own stream.
