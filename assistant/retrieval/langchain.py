"""The search as a LangChain retriever."""

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever

from assistant.domain import Found, Hit


class PassageRetriever(BaseRetriever):
    """Passages for a question as LangChain documents, best first.

    `find` searches the current generation; `k` is how many are returned at most. The metadata holds document, title,
    section, source_url, as_of, and the fused score (0 to 1).
    """

    find: Callable[[str], Found]
    k: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        del run_manager  # there is nothing to report meanwhile
        return [_as_langchain(hit) for hit in self.find(query).passages[: self.k]]


def _as_langchain(hit: Hit) -> LangChainDocument:
    passage = hit.passage
    return LangChainDocument(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "document": passage.document_id,
            "title": passage.title,
            "section": " › ".join(passage.headings),
            "source_url": passage.provenance.source_url,
            "as_of": passage.provenance.as_of,
            "score": hit.score,
        },
    )
