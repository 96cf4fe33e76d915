"""Work programme, reviews, recommendations, responses and actions."""
