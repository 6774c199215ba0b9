select version from status_versions;
