"""Findings: an edition is asked, the answer is judged, drawn and said. One function a finding; pages and packs place them."""
