"""What can go wrong while indexing or searching; each message says what was expected, what was found and what to do.

```
SearchError
├── IndexBusy          another process is writing the index
├── IndexMissing       there is no index, and none may be built now
├── IndexNotWritten    the folder of the index cannot be written
├── ReleaseNotIndexed  a search named a release that the index does not hold
├── ModelMissing       the embedding model is not on this machine
├── ModelChanged       the weights are not the ones that were pinned
└── StoreUnreachable   the Chroma server does not answer
```
"""

from __future__ import annotations


class SearchError(Exception):
    """Anything that indexing or searching raises on purpose."""


class IndexBusy(SearchError):
    """Another process is writing the index, and did not finish while we waited."""


class IndexMissing(SearchError):
    """There is no index that fits the releases, and building one was not allowed."""


class IndexNotWritten(SearchError):
    """The folder of the index cannot be written."""


class ReleaseNotIndexed(SearchError):
    """A search named a release that the index does not hold."""


class ModelMissing(SearchError):
    """The embedding model is not on this machine, and we do not download without being asked."""


class ModelChanged(SearchError):
    """The weights found are not the ones that were pinned by digest."""


class StoreUnreachable(SearchError):
    """The Chroma server named by the settings does not answer."""
