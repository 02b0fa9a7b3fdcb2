"""Editors write here; every save goes through ``articles/publishing.py``."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Model, Q, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.decorators import action, display

from knowledge_base.articles import publishing
from knowledge_base.articles.choices import STATES, State
from knowledge_base.articles.history import ArticleEvent, ArticleRevision
from knowledge_base.articles.models import Article, ArticleText, Section
from knowledge_base.articles.publishing import Words
from knowledge_base.articles.rendering import MAX_CHARACTERS
from knowledge_base.feedback.models import SearchMiss, Vote
