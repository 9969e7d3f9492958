"""Large missions: search over tours for a plan, and prove bounds by prices; no matrix is built."""
