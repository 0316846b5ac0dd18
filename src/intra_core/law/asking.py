"""What an answer of the law still has to be told, and what somebody has to look at before it is relied on."""

from attrs import frozen


@frozen(kw_only=True)
class Ask:
    """A fact that could change the answer: where it is to be told, the question, and what kind of answer it takes."""

    fact: str
    question: str
    type: str

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        return {"fact": self.fact, "question": self.question, "type": self.type}


@frozen(kw_only=True)
class Review:
    """Something that the law leaves to judgement, and where it does."""

    why: str
    article: str

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        return {"why": self.why, "article": self.article}
