"""Matches of the actor packs into Mention rows."""
