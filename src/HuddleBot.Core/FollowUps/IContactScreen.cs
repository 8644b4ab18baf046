using HuddleBot.Core.Cards;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.FollowUps;

/// <summary>Port: a platform on which contact data stand in a dialog, which leaves no message and can be written over.</summary>
public interface IContactScreen
{
    Platform Platform { get; }

    /// <summary>Writes this over the dialog, wherever it stands open.</summary>
    /// <param name="look"><see cref="CardContent.CustomerContact.Look"/>.</param>
    /// <returns>False: not now; to be tried again. One that was closed is done.</returns>
    Task<bool> TakeAwayAsync(PersonId person, string look, CardContent instead, CancellationToken cancellationToken);
}
