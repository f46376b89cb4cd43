"""Settings: everything a user may set, read from the environment (TIEOUT_...) in this one place.

In: the environment. Out: one typed `Settings`. `tieout config` lists them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from platformdirs import user_data_dir
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a user may set. Each field is read from the variable of its name behind `TIEOUT_`, such as `TIEOUT_HOME`."""

    model_config = SettingsConfigDict(env_prefix="TIEOUT_", env_ignore_empty=True, frozen=True, extra="ignore")

    home: Path = Field(
        default_factory=lambda: Path(user_data_dir("tieout")),
        description="Folder of everything that a user makes: the index, added releases, feedback.",
    )
    chroma: str | None = Field(
        default=None,
        description="URL of a Chroma server, such as http://localhost:8000; unset, the index lives in the home.",
    )
    model: str | None = Field(
        default=None,
        description="A sentence-transformers model, by name or folder; unset, the packaged all-MiniLM-L6-v2.",
    )
    download: bool = Field(default=False, description="Whether a model may be fetched from the network.")
    language_model: str | None = Field(
        default=None, description="A language model that words the answers, as langchain names it; unset, none is used."
    )
    port: int = Field(default=7860, ge=0, le=65535, description="Port of the chat in the browser.")
    lock_seconds: float = Field(
        default=5.0, ge=0, description="How long to wait for another process that writes the index."
    )

    @property
    def releases(self) -> Path:
        """The folder of the releases that a user has added."""
        return self.home.expanduser() / "releases"


@cache
def settings() -> Settings:
    """The settings of this process, read once; `settings.cache_clear()` reads them again."""
    return Settings()
