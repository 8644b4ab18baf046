using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Huddles;

/// <summary>Chooses what a huddle talks about, short enough for a phone's screen. Pure.</summary>
public static class AgendaDecider
{
    /// <summary>As many promises as a phone shows beside the rest.</summary>
    public const int PromisesShown = 3;

    public const int CommentsShown = 2;

    public const int AnswersShown = 2;

    /// <summary>An answer for which there was no room waits so long for a huddle that has it.</summary>
    public static readonly Duration AnswersWait = Duration.FromDays(14);

    public static Agenda Decide(AgendaMaterial material)
    {
        var (wanted, heard) = (material.Schedule.Agenda, new HeardWords(material));
        var promises = wanted.Contains(AgendaPart.Promises) ? material.Promises : [];
        var score = wanted.Contains(AgendaPart.Score) ? material.Score : null;
        var praise = wanted.Contains(AgendaPart.Praise) ? PraiseChoice.Of(material, heard) : null;
        var comments = wanted.Contains(AgendaPart.Comments) ? CommentChoice.Of(material, heard, praise) : [];
        var answers = wanted.Contains(AgendaPart.Answers) ? AnswersOf(material) : [];
        var question = wanted.Contains(AgendaPart.Question) ? QuestionOf(material.Team, material.Number, material.Questions) : null;
        var saysSomething = new Dictionary<AgendaPart, bool>
        {
            [AgendaPart.Promises] = promises.Count > 0,
            [AgendaPart.Score] = score is not null,
            [AgendaPart.Praise] = praise is not null,
            [AgendaPart.Comments] = comments.Count > 0,
            [AgendaPart.Answers] = answers.Count > 0,
            [AgendaPart.Question] = question is not null,
        };
        return new(
            [.. wanted.Where(part => saysSomething[part])], [.. promises.Take(PromisesShown)], Math.Max(0, promises.Count - PromisesShown), score, praise, comments, answers, question);
    }

    /// <summary>
    /// What was answered since the last huddle, and what an earlier one had no room for: what is settled before what is only promised, the oldest first.
    /// A second word on the same escalation is news again.
    /// </summary>
    private static IReadOnlyList<IssueId> AnswersOf(AgendaMaterial material)
    {
        return [.. material.Answers.Where(answer => !WasShown(answer) && (answer.At >= material.Since || HadNoRoom(answer)))
            .OrderBy(answer => answer.Word).ThenBy(answer => answer.At).Select(answer => answer.Issue).Take(AnswersShown)];

        bool WasShown(TriagedEscalation answer) => material.Past.Any(past => past.StartsAt > answer.At && past.Agenda.Answers.Contains(answer.Issue));

        bool HadNoRoom(TriagedEscalation answer) =>
            answer.At >= material.StartsAt - AnswersWait && material.Past.Any(past => past.StartsAt > answer.At && past.Agenda.Answers.Count >= AnswersShown);
    }

    /// <summary>Through the bank in its order, each once before any comes again; where a team starts is its own.</summary>
    private static string? QuestionOf(TeamId team, int number, IReadOnlyList<string> bank)
    {
        if (bank.Count == 0) return null;
        var start = StableHash.Of("questions", team.Value).Aggregate(0L, (sum, letter) => ((sum * 32) + letter) % bank.Count);
        return bank[(int)((start + number) % bank.Count)];
    }
}
