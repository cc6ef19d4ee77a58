"""The project: settings, routes, workers, and the rooms that every app stands on."""
