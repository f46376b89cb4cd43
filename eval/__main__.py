"""`python -m eval`: score the answers on the gold questions."""

import sys

from eval.command import main

sys.exit(main())
