using System.CommandLine;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Delivery;

namespace HuddleBot.Commands;

/// <summary><c>parked list|retry|drop</c>: messages that a platform refuses for good, rows that cannot be read, and what waits for a place that takes no messages. By their ids, never by their words.</summary>
internal static class ParkedCommand
{
    private const string HowToSee = "'parked list' shows the ids.";
    private static readonly Argument<string[]> Ids = new("ID") { Description = "The ids, as 'parked list' shows them; or a place that takes no messages (slack/T0001/C0001): all that waits for it.", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<string[]> SomeIds = new("ID") { Description = "The ids, as 'parked list' shows them; without any, all.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var list = new Command("list", "Shows the places that take no messages, with how many wait for them, and what is parked, one line each: id, when, where to, key, why.");
        list.SetAction((_, cancellationToken) => ListAsync(settings, cancellationToken));
        var retry = new Command("retry", "Puts some or all of it back to where it waited; a running bot tries it at once. 0 when all of the ids were there.") { SomeIds };
        retry.SetAction((parse, cancellationToken) => RetryAsync(parse.GetValue(SomeIds)!, settings, cancellationToken));
        var drop = new Command("drop", "Forgets some of it, for good. 0 when all of the ids were there.") { Ids };
        drop.SetAction((parse, cancellationToken) => DropAsync(parse.GetValue(Ids)!, settings, cancellationToken));
        return new("parked", "Messages that cannot be delivered and wait for a person.") { list, retry, drop };
    }

    private static async Task<int> ListAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var messages = app.Services.GetRequiredService<WaitingMessages>();
        foreach (var (place, waiting) in await messages.ClosedAsync(cancellationToken))
            await Console.Out.WriteLineAsync($"{place.Name}  {(waiting == 1 ? "1 waits" : $"{waiting:N0} wait")}, closed since {place.Since}: {ClosedWords.WhatIsWrong(place)} ({place.Reason}). To do: {ClosedWords.WhatToDo(place)}");
        var count = 0;
        foreach (var team in await TeamsAsync(app, cancellationToken))
        {
            await foreach (var parked in messages.ParkedAsync(team, cancellationToken))
            {
                await Console.Out.WriteLineAsync($"{parked.Id}  {parked.At?.ToString() ?? "(when is not known)"}  {parked.Channel?.ToString() ?? "(no place)"}  {parked.Key ?? "(no key)"}: {parked.Reason}");
                count++;
            }
        }

        await Console.Out.WriteLineAsync(count switch
        {
            0 => "Nothing is parked.",
            1 => "1 is parked. Mend the cause, then 'parked retry'; 'parked drop ID' forgets one.",
            _ => $"{count:N0} are parked. Mend the cause, then 'parked retry'; 'parked drop ID' forgets one.",
        });
        return 0;
    }

    private static async Task<int> RetryAsync(IReadOnlyList<string> ids, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var messages = app.Services.GetRequiredService<WaitingMessages>();
        var wanted = ids.Count == 0 ? null : ids.ToHashSet(StringComparer.Ordinal);
        var unknown = await UnknownAsync(app, ids, cancellationToken);
        var moved = 0;
        foreach (var team in await TeamsAsync(app, cancellationToken)) moved += await messages.RetryParkedAsync(team, wanted, cancellationToken);
        await Console.Out.WriteLineAsync(moved == 1 ? "1 is tried again." : $"{moved:N0} are tried again.");
        return await ConcludeAsync(unknown);
    }

    private static async Task<int> DropAsync(IReadOnlyList<string> ids, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(settings, cancellationToken);
        var messages = app.Services.GetRequiredService<WaitingMessages>();
        var unknown = await UnknownAsync(app, ids, cancellationToken);
        var dropped = 0;
        foreach (var place in unknown.ToList())
        {
            if (await messages.DropClosedAsync(place, cancellationToken) is not { } waited) continue;
            dropped += waited;
            unknown.Remove(place);
        }

        foreach (var team in await TeamsAsync(app, cancellationToken)) dropped += await messages.DropParkedAsync(team, ids.ToHashSet(StringComparer.Ordinal), cancellationToken);
        await Console.Out.WriteLineAsync($"{dropped:N0} dropped.");
        return await ConcludeAsync(unknown);
    }

    private static async Task<List<string>> UnknownAsync(WebApplication app, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var messages = app.Services.GetRequiredService<WaitingMessages>();
        var unknown = ids.ToHashSet(StringComparer.Ordinal);
        foreach (var team in await TeamsAsync(app, cancellationToken))
            await foreach (var parked in messages.ParkedAsync(team, cancellationToken)) unknown.Remove(parked.Id);
        return [.. unknown];
    }

    private static async Task<int> ConcludeAsync(List<string> unknown)
    {
        foreach (var id in unknown) await Console.Error.WriteLineAsync($"{id} is not parked; {HowToSee}");
        return unknown.Count == 0 ? 0 : 1;
    }

    private static async Task<IEnumerable<TeamId>> TeamsAsync(WebApplication app, CancellationToken cancellationToken) =>
        (await app.Services.GetRequiredService<ITeamDirectory>().CurrentAsync(cancellationToken)).Senders.Select(team => team.Id);
}
