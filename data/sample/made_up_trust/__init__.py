"""How the made-up trust is made: places, medicines and incidents first, then the files that its systems would print."""
