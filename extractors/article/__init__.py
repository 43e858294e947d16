"""What an article says of itself: its layout, language, headline, byline and publication date."""
