using System.Text;
using HuddleBot.Audit;
using HuddleBot.Cards;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cases;
using HuddleBot.Core.Identity;
using HuddleBot.Hosting;

namespace HuddleBot.Cases;

/// <summary>Of what a case is asked for: one of both.</summary>
internal sealed record CaseId(IssueId? Issue, ThemeId? Theme)
{
    private const string IssuePrefix = "issue.";

    /// <summary>Null: neither. <c>issue.</c> may stand before the id of an issue.</summary>
    public static CaseId? TryParse(string? text)
    {
        if (ThemeId.TryParse(text) is { } theme) return new(null, theme);
        if (IssueId.TryParse(text) is { } issue) return new(issue, null);
        return text?.StartsWith(IssuePrefix, StringComparison.Ordinal) == true && IssueId.TryParse(text[IssuePrefix.Length..]) is { } named ? new(named, null) : null;
    }
}

/// <summary>There is no case to make, and why.</summary>
internal sealed class NoCaseException(string message) : Exception(message);

/// <summary>A case as a page.</summary>
internal sealed class CaseExport(string page) : IExport
{
    public const int UsualWeeks = 4;

    /// <param name="id">Null: of all teams.</param>
    /// <exception cref="NoCaseException">It is not known, or not fixed; or there are no teams.</exception>
    public static async Task<CaseExport> FindAsync(IServiceProvider services, CaseId? id, int weeks, CancellationToken cancellationToken)
    {
        var write = new CardWriter(services.GetRequiredService<CardCatalog>().Strings, services.GetRequiredService<TimeProvider>().GetCurrentInstant(), CardRoom.Whole, _ => null);
        if (id is null)
        {
            var all = await services.GetRequiredService<ProgrammeCases>().MakeAsync(weeks, cancellationToken);
            return all is null ? throw new NoCaseException("There are no teams yet: 'teams apply FILE' brings them.") : new(new ProgrammeCasePage(write).Draw(all));
        }

        var cases = services.GetRequiredService<FixCases>();
        var made = id.Theme is { } theme ? await cases.FindAsync(theme, cancellationToken) : await cases.FindAsync(id.Issue!, cancellationToken);
        if (made is not null) return new(new FixCasePage(write).Draw(made));
        var isKnown = id.Theme is { } named ? await cases.IsKnownAsync(named, cancellationToken) : await cases.IsKnownAsync(id.Issue!, cancellationToken);
        throw new NoCaseException(isKnown
            ? $"{(object?)id.Theme ?? id.Issue} is not fixed (yet, or not any more): there is no case to make. It is made of what a team has done or a manager has resolved."
            : $"There is no {(id.Theme is null ? "issue" : "theme")} {(object?)id.Theme ?? id.Issue}.");
    }

    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken);
        return 1;
    }
}
