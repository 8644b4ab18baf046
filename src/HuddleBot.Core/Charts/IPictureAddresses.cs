namespace HuddleBot.Core.Charts;

/// <summary>Where a chat client finds a picture.</summary>
public interface IPictureAddresses
{
    /// <summary>
    /// An address that nobody can guess and that stops working some time after the trend's last day. The same picture has the same address, so that a card drawn anew is the same card.
    /// Null: there is no address under which others reach the bot, or nothing to draw with; the words must do.
    /// </summary>
    /// <exception cref="Storage.StorageUnavailableException">The key could not be read.</exception>
    Task<Uri?> AddressOfAsync(TrendPicture picture, Appearance appearance, CancellationToken cancellationToken);
}
