using HuddleBot.Core.Delivery;
using HuddleBot.Hosting;

namespace HuddleBot.Delivery;

/// <summary>The workspaces that take nothing from this bot. In one channel that is somebody's own affair.</summary>
internal sealed class ClosedWorkspaces(ClosedPlaces closed) : IReadinessWords
{
    public IAsyncEnumerable<string> WordsAsync(CancellationToken cancellationToken) =>
        closed.AllAsync(cancellationToken).Where(place => place.Channel is null).Select(place => $"{place.Name} takes no messages since {place.Since}: {ClosedWords.WhatIsWrong(place)} ({place.Reason})");
}
