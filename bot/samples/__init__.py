"""The sample newsroom: invented news, always fresh because its times are counted back from now."""

from bot.samples.newsroom import Sample, load_samples

__all__ = ["Sample", "load_samples"]
