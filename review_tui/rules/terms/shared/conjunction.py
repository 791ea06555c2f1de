"""What stands between two terms that are named together: 切片或批次, 止赎和违约."""

from review_tui.text.lazy import lazy

CONJUNCTION = lazy(r"(?:或者?|和|与|以?及|、|还是)")
