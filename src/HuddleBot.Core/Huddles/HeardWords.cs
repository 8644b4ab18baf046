using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Huddles.Words;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>What was heard lately, taken apart into words once, with the vocabulary that the team's comments make. What has no words is left out.</summary>
internal sealed class HeardWords
{
    public HeardWords(AgendaMaterial material)
    {
        All = [.. material.Heard.Where(item => item.Words is not null).Select(item => new Item(item, CommentReader.Read(item.Words!))).Where(item => item.Words.Count > 0)];
        Vocabulary = new(
        [
            .. All.Select(item => (item.Words, item.Sentiment is Feedback.Sentiment.Promoter)),
            .. material.Older.Select(comment => (CommentReader.Read(comment.Words), comment.Sentiment is Feedback.Sentiment.Promoter)),
        ]);
    }

    public IReadOnlyList<Item> All { get; }

    public TeamVocabulary Vocabulary { get; }

    /// <summary>One comment, or what a member raised.</summary>
    public sealed record Item(IssueWithResponse Heard, IReadOnlyList<CommentWord> Words)
    {
        public IReadOnlySet<string> Keys { get; } = Words.Select(word => word.Key).ToHashSet(StringComparer.Ordinal);

        public IssueId Id => Heard.Issue.Id;

        public IssueState State => Heard.Issue.State;

        public string Text => Heard.Words!;

        public Instant At => Heard.Response?.AnsweredAt ?? Heard.Issue.CreatedAt;

        public Score? Score => Heard.Response?.Score;

        /// <summary>Null where no score was given: what a member raised, a comment alone.</summary>
        public Sentiment? Sentiment => Score?.Sentiment;
    }
}
