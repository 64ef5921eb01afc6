"""Commands on texts alone: no graph, or only to measure one."""
