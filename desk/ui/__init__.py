"""The window: pages, dialogs, widgets; with desk.app the only place that knows Qt."""
