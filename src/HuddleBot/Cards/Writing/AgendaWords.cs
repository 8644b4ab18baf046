using System.Globalization;
using HuddleBot.Cards.Views;
using HuddleBot.Core.Cards;
using HuddleBot.Core.Feedback;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;

namespace HuddleBot.Cards.Writing;

/// <summary>What a huddle talks about, part by part. An issue that is gone is left out.</summary>
internal static class AgendaWords
{
    public static string HeadingOf(this CardWriter write, AgendaPart part, Huddle huddle) => part switch
    {
        AgendaPart.Promises when huddle.Agenda.MorePromises > 0 => write.Say(Phrases.Parts.PromisesAndMore, huddle.Agenda.MorePromises.ToString(CultureInfo.InvariantCulture)),
        AgendaPart.Promises => write.Say(Phrases.Parts.Promises),
        AgendaPart.Score => write.Say(Phrases.Parts.Score),
        AgendaPart.Praise => write.Say(Phrases.Parts.Praise),
        AgendaPart.Comments => write.Say(huddle.Phase == HuddlePhase.Finished ? Phrases.Parts.CommentsAfterwards : Phrases.Parts.Comments),
        AgendaPart.Answers => write.Say(Phrases.Parts.Answers),
        AgendaPart.Question => write.Say(Phrases.Parts.Question),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no such part"),
    };

    /// <summary>Empty: nothing is left to say of it.</summary>
    public static IEnumerable<PartLineView> LinesOf(this CardWriter write, AgendaPart part, CardContent.HuddleCard card)
    {
        var agenda = card.Huddle.Agenda;
        IEnumerable<IssueWithResponse> There(IEnumerable<IssueId> issues) => issues.Select(id => card.Items.OfAgenda.GetValueOrDefault(id)).OfType<IssueWithResponse>();
        return part switch
        {
            AgendaPart.Promises => There(agenda.Promises).Select(item => new PartLineView(write.Promise(item, card.Team, card.Huddle.Id.Date))),
            AgendaPart.Score => agenda.Score is { } score ? PartLineView.Of(write.Figure(score), write.Movement(score)) : [],
            AgendaPart.Praise => agenda.Praise is { } praise ? There([praise]).SelectMany(item => write.Praise(item, card)) : [],
            AgendaPart.Comments => agenda.Comments.SelectMany(comment => There([comment.Issue]).SelectMany(item => write.Comment(comment, item, card))),
            AgendaPart.Answers => There(agenda.Answers).SelectMany(item => write.Answer(item, card)),
            AgendaPart.Question => write.Question(agenda) is { } question ? [new(question)] : [],
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no such part"),
        };
    }

    /// <summary>The question of the day; null: none.</summary>
    public static string? Question(this CardWriter write, Agenda agenda) => DisplayText.Line(agenda.Question ?? "", write.Room.Of(CardLengths.Question)) is { Length: > 0 } question ? question : null;

    private static IEnumerable<PartLineView> Praise(this CardWriter write, IssueWithResponse item, CardContent.HuddleCard card) =>
        PartLineView.Of(write.QuotedLine(item, write.Room.Of(CardLengths.Agenda)), item.Issue.State is IssueState.Undecided ? null : write.StateLine(item.Issue.State, card.Team));

    private static IEnumerable<PartLineView> Comment(this CardWriter write, AgendaComment comment, IssueWithResponse item, CardContent.HuddleCard card)
    {
        var quote = write.QuotedLine(item, write.Room.Of(CardLengths.Agenda));
        return PartLineView.Of(
            item.Response?.Score is { } score ? write.Say(Phrases.Lines.Told, write.Points(score), quote) : quote,
            write.Say(
                Phrases.Parts.Both, write.Why(comment, item), item.Issue.State is IssueState.Undecided ? write.Say(Phrases.Parts.Undecided) : write.StateLine(item.Issue.State, card.Team)));
    }

    /// <summary>Why this comment of all, in a few words.</summary>
    private static string Why(this CardWriter write, AgendaComment comment, IssueWithResponse item)
    {
        var words = string.Join(", ", comment.SharedWords.Select(word => DisplayText.Line(word, CardLengths.SharedWord)).Where(word => word.Length > 0).Take(3));
        var others = comment.Others.ToString(CultureInfo.InvariantCulture);
        return (comment.Others, words.Length) switch
        {
            (1, 0) => write.Say(Phrases.Parts.WhyOne),
            (1, _) => write.Say(Phrases.Parts.WhyOneWords, words),
            ( > 1, 0) => write.Say(Phrases.Parts.WhyMany, others),
            ( > 1, _) => write.Say(Phrases.Parts.WhyManyWords, others, words),
            _ when item.Response is null => write.Say(Phrases.Parts.WhyRaised),
            _ => write.Say(item.Response.Score?.Sentiment switch
            {
                Sentiment.Detractor => Phrases.Parts.WhyUnhappy,
                Sentiment.Passive => Phrases.Parts.WhyMixed,
                _ => Phrases.Parts.WhyRecent,
            }),
        };
    }

    private static IEnumerable<PartLineView> Answer(this CardWriter write, IssueWithResponse item, CardContent.HuddleCard card)
    {
        var ask = DisplayText.Line((item.Issue.State as IssueState.EscalatedToManager)?.Escalation.Ask ?? "", write.Room.Of(CardLengths.Agenda));
        return PartLineView.Of(ask.Length > 0 ? write.Say(Phrases.Parts.Asked, ask) : write.QuotedLine(item, write.Room.Of(CardLengths.Agenda)), write.StateLine(item.Issue.State, card.Team));
    }
}
