"""Large missions: search over tours for a plan, and prove bounds by prices; no matrix is built."""

from contingent.tours.kept import keep_compiled

keep_compiled()
