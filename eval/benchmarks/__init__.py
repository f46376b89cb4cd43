"""Published question sets over financial reports, with their own rules of scoring."""
