import type { ExportProfile } from './profile';

/**
 * What may stand in an export of each policy: a list of what may stay, so that what nobody thought of goes. By property, as
 * fields name them: "dc:title" for XMP, "xmp-exif:" for what XMP says in its own space for EXIF, "iptc:" by ExifTool's names,
 * "exif:" for EXIF. docs/metadata.md tells why each is there and what is missing on purpose.
 */
type Policy = ExportProfile['metadata'];

const names = (prefix: string, list: string): string[] =>
  list
    .trim()
    .split(/\s+/)
    .map((name) => `${prefix}:${name}`);

/** Who made it, whose it is, and on what terms. */
const RIGHTS: readonly string[] = [
  ...names('dc', 'rights creator'),
  ...names('xmpRights', 'Marked Owner UsageTerms WebStatement'),
  ...names('photoshop', 'Credit'),
  ...names('iptc', 'CopyrightNotice By-line Credit'),
  ...names('exif', 'Copyright Artist'),
];

/** What says nothing of a place: words of people, the camera and how it was set, rights. */
const WITHOUT_PLACE: readonly string[] = [
  ...RIGHTS,
  ...names(
    'dc',
    'contributor date description format identifier language publisher relation source subject title type',
  ),
  ...names('xmp', 'BaseURL CreateDate CreatorTool Identifier Label MetadataDate ModifyDate Nickname Rating'),
  ...names('xmpRights', 'Certificate'),
  ...names('xmpMM', 'DerivedFrom DocumentID History InstanceID OriginalDocumentID RenditionClass VersionID'),
  ...names(
    'photoshop',
    `AuthorsPosition CaptionWriter Category ColorMode DateCreated Headline ICCProfile Instructions Source
     SupplementalCategories TransmissionReference Urgency`,
  ),
  ...names(
    'Iptc4xmpCore',
    'AltTextAccessibility CreatorContactInfo ExtDescrAccessibility IntellectualGenre Scene SubjectCode',
  ),
  ...names(
    'Iptc4xmpExt',
    `AboutCvTerm AddlModelInfo ArtworkOrObject CVterm Contributor Creator DigImageGUID DigitalSourceFileType
     DigitalSourceType EmbdEncRightsExpr Event EventId Genre ImageRegion ImageSupplierImageID IptcLastEdited LinkedEncRightsExpr
     MaxAvailHeight MaxAvailWidth ModelAge OrganisationInImageCode OrganisationInImageName PersonHeard PersonInImage
     PersonInImageWDetails ProductInImage RegistryId`,
  ),
  ...names(
    'plus',
    `CopyrightOwner CopyrightStatus CreditLineRequired DataMining FileNameAsDelivered ImageCreator ImageCreatorName ImageSupplier
     LicenseID Licensor LicensorID LicensorName LicensorURL MinorModelAgeDisclosure ModelReleaseID ModelReleaseStatus
     PropertyReleaseID PropertyReleaseStatus TermsAndConditionsText TermsAndConditionsURL Version`,
  ),
  // What is written in a drawing is seen in it.
  ...names('svg', 'title desc'),
  ...names('cc', 'attributionName attributionURL license morePermissions useGuidelines'),
  ...names('lr', 'hierarchicalSubject weightedFlatSubject'),
  ...names('digiKam', 'ColorLabel PickLabel TagsList'),
  ...names('MicrosoftPhoto', 'LastKeywordIPTC LastKeywordXMP Rating RatingPercent'),
  ...names('mwg-rs', 'Regions'),
  ...names('MP', 'RegionInfo'),
  ...names(
    'tiff',
    `Artist BitsPerSample Copyright DateTime ImageDescription ImageLength ImageWidth Make Model Orientation ResolutionUnit
     SamplesPerPixel Software XResolution YResolution`,
  ),
  ...names(
    'xmp-exif',
    `ApertureValue BrightnessValue ColorSpace ComponentsConfiguration CompressedBitsPerPixel Contrast CustomRendered
     DateTimeDigitized DateTimeOriginal DigitalZoomRatio ExifVersion ExposureBiasValue ExposureIndex ExposureMode ExposureProgram
     ExposureTime FNumber FileSource Flash FlashEnergy FlashpixVersion FocalLength FocalLengthIn35mmFilm
     FocalPlaneResolutionUnit FocalPlaneXResolution FocalPlaneYResolution GainControl ISOSpeedRatings LightSource
     MaxApertureValue MeteringMode PixelXDimension PixelYDimension Saturation SceneCaptureType SceneType SensingMethod Sharpness
     ShutterSpeedValue SubjectDistance SubjectDistanceRange WhiteBalance`,
  ),
  ...names(
    'exifEX',
    `BodySerialNumber CameraOwnerName Gamma ISOSpeed InteroperabilityIndex LensMake LensModel LensSerialNumber LensSpecification
     PhotographicSensitivity RecommendedExposureIndex SensitivityType StandardOutputSensitivity`,
  ),
  ...names(
    'aux',
    'ApproximateFocusDistance Firmware FlashCompensation ImageNumber Lens LensID LensInfo LensSerialNumber OwnerName SerialNumber',
  ),
  ...names(
    'iptc',
    `ObjectTypeReference ObjectAttributeReference ObjectName EditStatus Urgency SubjectReference Category SupplementalCategories
     FixtureIdentifier Keywords ReleaseDate ReleaseTime ExpirationDate SpecialInstructions DateCreated TimeCreated
     DigitalCreationDate DigitalCreationTime OriginatingProgram By-lineTitle OriginalTransmissionReference Headline Source Contact
     Caption-Abstract Writer-Editor`,
  ),
  ...names(
    'exif',
    `ApertureValue BodySerialNumber BrightnessValue CameraOwnerName ColorSpace ComponentsConfiguration CompressedBitsPerPixel
     Contrast CustomRendered DateTime DateTimeDigitized DateTimeOriginal DigitalZoomRatio ExifVersion ExposureBiasValue
     ExposureIndex ExposureMode ExposureProgram ExposureTime FNumber FileSource Flash FlashEnergy FlashpixVersion FocalLength
     FocalLengthIn35mmFilm FocalPlaneResolutionUnit FocalPlaneXResolution FocalPlaneYResolution GainControl Gamma ISOSpeed
     ImageDescription ISOSpeedRatings LensMake LensModel LensSerialNumber LensSpecification LightSource Make MaxApertureValue
     MeteringMode Model OffsetTime OffsetTimeDigitized OffsetTimeOriginal Orientation PhotographicSensitivity PixelXDimension
     PixelYDimension Rating RatingPercent RecommendedExposureIndex ResolutionUnit Saturation SceneCaptureType SceneType
     SensingMethod SensitivityType Sharpness ShutterSpeedValue Software StandardOutputSensitivity SubSecTime SubSecTimeDigitized
     SubSecTimeOriginal SubjectDistance SubjectDistanceRange WhiteBalance XResolution YCbCrPositioning YResolution`,
  ),
];

/**
 * Fields of structures that may stay inside of a property that does. An artwork's, a person's or a licensor's own address is a
 * place too.
 */
export const STRUCTURE_MAY_STAY: ReadonlySet<string> = new Set([
  ...names('Iptc4xmpCore', 'CiEmailWork CiTelWork CiUrlWork'),
  ...names(
    'Iptc4xmpExt',
    `AOCircaDateCreated AOContentDescription AOContributionDescription AOCopyrightNotice AOCreator AOCreatorId AOCurrentCopyrightOwnerId
     AOCurrentCopyrightOwnerName AOCurrentLicensorId AOCurrentLicensorName AODateCreated AOPhysicalDescription AOSource AOSourceInvNo
     AOSourceInvURL AOStylePeriod AOTitle CvId CvTermId CvTermName CvTermRefinedAbout Identifier Name PersonCharacteristic
     PersonDescription PersonId PersonName ProductDescription ProductGTIN ProductId ProductName RCtype RRole RegItemId RegOrgId
     RegEntryRole RegionBoundary Role rId rRole rCtype rbH rbRx rbShape rbUnit rbVertices rbW rbX rbY`,
  ),
  ...names('xmp', 'Identifier'),
  ...names(
    'plus',
    `CopyrightOwnerID CopyrightOwnerName ImageCreatorID ImageCreatorName ImageSupplierID ImageSupplierName LicensorEmail LicensorID
     LicensorName LicensorURL`,
  ),
  ...names('stEvt', 'action changed instanceID softwareAgent when'),
  ...names('stRef', 'documentID instanceID originalDocumentID renditionClass versionID'),
  ...names('mwg-rs', 'AppliedToDimensions Area Description Name RegionList Type'),
  ...names('stDim', 'h unit w'),
  ...names('stArea', 'd h unit w x y'),
  ...names('MPRI', 'Regions'),
  ...names('MPReg', 'PersonDisplayName Rectangle'),
  ...names('tiff', 'ImageDescription'),
  ...names('xmp-exif', 'Fired Function Mode RedEyeMode Return'),
]);

const MAY_STAY: Readonly<Record<Exclude<Policy, 'everything'>, ReadonlySet<string>>> = {
  'all-but-location': new Set(WITHOUT_PLACE),
  'copyright-only': new Set(RIGHTS),
  none: new Set(),
};

/** Whether a property may stand in what a profile of a policy makes, or beside it. */
export function mayStay(property: string, policy: Policy): boolean {
  return policy === 'everything' || MAY_STAY[policy].has(property);
}
