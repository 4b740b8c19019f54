-- Nobody asks by image any more: the fact of a deactivation says itself what it is for.
DROP INDEX image_freeze_image;
